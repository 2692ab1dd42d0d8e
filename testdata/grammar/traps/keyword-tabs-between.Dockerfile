FROM	alpine
RUN		echo	a
	ENV	A=1	B=2
COPY	a	b	/c
EXPOSE	80	 81
