

FROM alpine


  
	
RUN a

