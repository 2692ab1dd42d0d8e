FROM Node:26
# imgfix ignore=pin-digest -- on purpose
FROM node:26
