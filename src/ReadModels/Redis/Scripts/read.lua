-- A value, or who may fill. KEYS: value, floor, lease. ARGV: a lease, its milliseconds.
-- A value is never below its floor: whoever raises the floor takes the value away.
local value = redis.call('GET', KEYS[1])
if value then return value end
local floor = redis.call('GET', KEYS[2])
local taken = redis.call('SET', KEYS[3], ARGV[1], 'NX', 'PX', ARGV[2])
if taken and floor and redis.call('PTTL', KEYS[2]) < tonumber(ARGV[2]) then
  -- A floor stays as long as a lease that was taken under it.
  redis.call('PEXPIRE', KEYS[2], ARGV[2])
end
return '?' .. (floor or '0') .. ' ' .. (taken and ARGV[1] or '0')
