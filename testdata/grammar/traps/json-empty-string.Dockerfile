FROM alpine
CMD [""]
ENTRYPOINT ["", ""]
