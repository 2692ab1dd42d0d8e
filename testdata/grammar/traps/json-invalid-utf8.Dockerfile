FROM alpine
CMD ["aÿb", "Ã©", "í €"]
