FROM alpine
CMD [1e-999]
