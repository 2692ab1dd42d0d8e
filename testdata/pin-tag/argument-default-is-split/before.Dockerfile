ARG A=lat
ARG B=est
FROM node:${A}${B}
