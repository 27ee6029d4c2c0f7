-- Of each key its value, or who may fill. KEYS: value, floor, lease of one key after the other. ARGV: a lease for all
-- that are missing, its milliseconds. A value is never below its floor: whoever raises the floor takes the value away.
local replies = {}
for first = 1, #KEYS, 3 do
  local reply = redis.call('GET', KEYS[first])
  if not reply then
    local floor = redis.call('GET', KEYS[first + 1])
    local taken = redis.call('SET', KEYS[first + 2], ARGV[1], 'NX', 'PX', ARGV[2])
    if taken and floor and redis.call('PTTL', KEYS[first + 1]) < tonumber(ARGV[2]) then
      -- A floor stays as long as a lease that was taken under it.
      redis.call('PEXPIRE', KEYS[first + 1], ARGV[2])
    end
    reply = '?' .. (floor or '0') .. ' ' .. (taken and ARGV[1] or '0')
  end
  replies[#replies + 1] = reply
end
return replies
