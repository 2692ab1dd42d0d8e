FROM a
USER a
USER 1:2
USER a b
USER "c d"
USER ${X:-y}
