ARG V=0
FROM debian:12 AS s0
RUN apt-get update && apt-get install -y curl
FROM s$V AS s1
RUN echo 1
FROM s$V AS s2
RUN echo 2
FROM s$V AS s3
RUN echo 3
FROM s$V AS s4
RUN echo 4
FROM s$V AS s5
RUN echo 5
FROM s$V AS s6
RUN echo 6
FROM s$V AS s7
RUN echo 7
FROM s$V AS s8
RUN echo 8
FROM s$V AS s9
RUN echo 9
FROM s$V AS s10
RUN echo 10
FROM s$V AS s11
RUN echo 11
FROM s$V AS s12
RUN echo 12
FROM s$V AS s13
RUN echo 13
FROM s$V AS s14
RUN echo 14
FROM s$V AS s15
RUN echo 15
FROM s$V AS s16
RUN echo 16
FROM s$V AS s17
RUN echo 17
FROM s$V AS s18
RUN echo 18
FROM s$V AS s19
RUN echo 19
FROM s$V AS s20
RUN echo 20
FROM s$V AS s21
RUN echo 21
FROM s$V AS s22
RUN echo 22
FROM s$V AS s23
RUN echo 23
FROM s$V AS s24
RUN echo 24
FROM s$V AS s25
RUN echo 25
FROM s$V AS s26
RUN echo 26
FROM s$V AS s27
RUN echo 27
FROM s$V AS s28
RUN echo 28
FROM s$V AS s29
RUN echo 29
FROM s$V AS s30
RUN echo 30
FROM s$V AS s31
RUN echo 31
FROM s$V AS s32
RUN echo 32
FROM s$V AS s33
RUN echo 33
FROM s$V AS s34
RUN echo 34
FROM s$V AS s35
RUN echo 35
FROM s$V AS s36
RUN echo 36
FROM s$V AS s37
RUN echo 37
FROM s$V AS s38
RUN echo 38
FROM s$V AS s39
RUN echo 39
