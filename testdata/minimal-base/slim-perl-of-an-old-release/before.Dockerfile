FROM perl:5.36
CMD ["cat", "x.txt"]
