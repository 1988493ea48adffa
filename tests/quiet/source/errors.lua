-- Decides in the proxy what is answered from the cache.
local stale = { [500] = true, [502] = true, [503] = true, [504] = true }
local words = { timeout = "too slow", ["connection refused"] = "nobody there", closed = "hung up", ["no resolver defined to resolve"] = "no name server" }
local ok, err = sock:connect("10.0.0.12", 6379)
if not ok then
  ngx.log(ngx.DEBUG, "cache is away: ", words[err] or err)
end
if stale[ngx.status] and cached then return ngx.print(cached) end
local res, err, errcode, sqlstate = db:query("select 1")
if errcode == 1213 or errcode == 1205 then return retry() end
