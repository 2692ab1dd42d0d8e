FROM alpine
CMD ['a', 'b']
COPY ['a', 'b']
