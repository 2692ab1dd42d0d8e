FROM a
CMD a b
CMD ["c"]
CMD "d e"
CMD  f   g 
CMD exec h $@
