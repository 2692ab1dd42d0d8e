# base
from --platform=$BUILDPLATFORM node:26 As Build  

# last
FROM   nginx:1.31	as web
