FROM alpine
CMD  ["a"] 
RUN  ["b"]　
