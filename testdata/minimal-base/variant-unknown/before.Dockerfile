FROM swift:6.2
RUN swift build
CMD ["cat", "x"]
