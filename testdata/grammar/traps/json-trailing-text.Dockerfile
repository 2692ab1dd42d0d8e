FROM alpine
CMD ["a"] b
RUN ["a"] && b
COPY ["a"] b
