// The session cookie goes along because the page is of the same origin. A browser that names no origin proves itself by the token.
const csrfToken = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]*)/) || [])[1];
const safe = ["GET", "HEAD", "OPTIONS"];

window.ui = SwaggerUIBundle({
  url: "../",
  dom_id: "#ui",
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "none",
  filter: true,
  persistAuthorization: true,
  validatorUrl: "none",
  withCredentials: true,
  requestInterceptor: (request) => {
    const token = csrfToken();
    if (token && !safe.includes((request.method || "GET").toUpperCase())) request.headers["X-CSRFToken"] = token;
    return request;
  },
});
