-- What wrk sends, by the environment: BENCH_KIND, BENCH_TOKEN, BENCH_RUN, and what each kind says below. Requests are written out before
-- the first is sent, so that writing them costs the machine nothing.
local threads = 0

function setup(thread)
    threads = threads + 1
    thread:set("number", threads)
end

local kind, path, body = os.getenv("BENCH_KIND"), os.getenv("BENCH_PATH"), os.getenv("BENCH_BODY")
local tenants, plants = tonumber(os.getenv("BENCH_TENANTS")), tonumber(os.getenv("BENCH_PLANTS"))
local READY = kind == "order" and 1000 or 5000
local ready, sent = {}, 0

local function headers(tenant)
    local digits = string.format("%032d", tenant)
    local id = digits:gsub("^(%d%d%d%d%d%d%d%d)(%d%d%d%d)(%d%d%d%d)(%d%d%d%d)(%d+)$", "%1-%2-%3-%4-%5")
    return {
        ["Authorization"] = "Token " .. os.getenv("BENCH_TOKEN"),
        ["X-Tenant-ID"] = id,
        ["Content-Type"] = "application/json",
        ["Accept"] = "application/json",
    }
end

local function get(tenant, address)
    return wrk.format("GET", address, headers(tenant))
end

local write = {}

function write.small()
    return get(1, "/bare/")
end

-- One of BENCH_PLANTS plants.
function write.retrieve()
    local plant = math.random(plants)
    return get((plant - 1) % tenants + 1, "/api/v1/plants/" .. plant .. "/")
end

-- BENCH_PATH, for one of BENCH_TENANTS companies.
function write.list()
    return get(math.random(tenants), path)
end

-- BENCH_PATH, for a company drawn by its share of a million orders: as filling.py gives them out.
function write.uneven()
    local n = math.random(0, 999999)
    return get(tenants + 1 + math.floor(n * 27 / (4027000 - 4 * n)), path)
end

-- BENCH_PATH, for company BENCH_TENANTS.
function write.one()
    return get(tenants, path)
end

-- A plant's code is of one length, so that it can be put into a request that is written out already.
function write.create()
    local plant = '{"name": "Created Beef", "code": "????????????????????", "city": "Omaha", "state": "NE", "capacity": 250000}'
    return wrk.format("POST", "/api/v1/plants/", headers(math.random(tenants)), plant)
end

-- BENCH_BODY, whose partner and plant are the company's own: see filling.py.
function write.order()
    local tenant = math.random(tenants)
    local partner, plant = 10 * (tenant - 1) + math.random(10), tenant + tenants * math.random(0, plants / tenants - 1)
    local order = body:gsub('"PARTNER"', partner):gsub('"PLANT"', plant)
    return wrk.format("POST", "/api/v1/purchase-orders/", headers(tenant), order)
end

function init()
    math.randomseed(number * 7919)
    for n = 1, READY do ready[n] = write[kind]() end
end

function request()
    sent = sent + 1
    local text = ready[sent % READY + 1]
    if kind ~= "create" then return text end
    local code = string.format("%08d%04d%08d", tonumber(os.getenv("BENCH_RUN")), number, sent)
    return (text:gsub("%?%?%?%?%?%?%?%?%?%?%?%?%?%?%?%?%?%?%?%?", code, 1))
end

function done(summary, latency)
    local failed = summary.errors
    io.write(string.format(
        'RESULT {"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "refused": %d, "broken": %d}\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
        failed.status, failed.connect + failed.read + failed.write + failed.timeout))
end
