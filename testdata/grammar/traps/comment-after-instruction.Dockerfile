FROM alpine
RUN echo a # b
CMD ["a"] # b
ENV a=b #c=d
