# escape=`
FROM `
  ubuntu
RUN echo a `
 && echo b
