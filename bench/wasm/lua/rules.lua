-- Before this stands `local rules = {...}`: the filter has no configuration of its own, and Lua has no JSON.
function envoy_on_request(handle)
  local headers = handle:headers()
  local held = 0
  for _, rule in ipairs(rules) do
    local value = headers:get(rule.header)
    if value ~= nil then
      if rule.exact then
        if value == rule.exact then held = held + 1 end
      elseif rule.prefix then
        if string.sub(value, 1, #rule.prefix) == rule.prefix then held = held + 1 end
      elseif string.find(value, rule.contains, 1, true) then
        held = held + 1
      end
    end
  end
  handle:streamInfo():dynamicMetadata():set("bench", "held", held)
end

function envoy_on_response(handle)
  local held = handle:streamInfo():dynamicMetadata():get("bench")["held"]
  handle:headers():replace("x-held", tostring(held))
end
