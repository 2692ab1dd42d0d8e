# escape=`
FROM `
  ubuntu:26.04
RUN echo a `
 && echo b
