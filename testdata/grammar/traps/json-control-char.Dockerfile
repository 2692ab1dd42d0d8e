FROM alpine
CMD ["a	b"]
CMD ["ab"]
CMD ["ab"]
