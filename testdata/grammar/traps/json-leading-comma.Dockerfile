FROM alpine
CMD [,"a"]
