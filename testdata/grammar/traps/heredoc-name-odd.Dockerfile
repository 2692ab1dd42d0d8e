FROM alpine
RUN <<!
a
!
RUN <<1
b
1
RUN <<*.x
c
*.x
RUN <<a=b
d
a=b
RUN <<--
e
-
