-- What wrk sends, by the environment: BENCH_KIND (small, retrieve, list or create), BENCH_TOKEN, BENCH_TENANTS, BENCH_PLANTS,
-- BENCH_QUERY and BENCH_RUN. Requests are written out before the first is sent, so that writing them costs the machine nothing.
local READY = 5000
local threads = 0

function setup(thread)
    threads = threads + 1
    thread:set("number", threads)
end

local kind = os.getenv("BENCH_KIND")
local tenants, plants = tonumber(os.getenv("BENCH_TENANTS")), tonumber(os.getenv("BENCH_PLANTS"))
local query = os.getenv("BENCH_QUERY") or ""
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

-- A plant's code is of one length, so that it can be put into a request that is written out already.
local function creation(tenant)
    local body = '{"name": "Created Beef", "code": "????????????????????", "city": "Omaha", "state": "NE", "capacity": 250000}'
    return wrk.format("POST", "/api/v1/plants/", headers(tenant), body)
end

local function written(plant)
    local tenant = (plant - 1) % tenants + 1
    if kind == "small" then return wrk.format("GET", "/bare/", headers(tenant)) end
    if kind == "retrieve" then return wrk.format("GET", "/api/v1/plants/" .. plant .. "/", headers(tenant)) end
    if kind == "list" then return wrk.format("GET", "/api/v1/plants/" .. query, headers(tenant)) end
    return creation(tenant)
end

function init()
    math.randomseed(number * 7919)
    for n = 1, READY do ready[n] = written(math.random(plants)) end
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
