FROM alpine  	
RUN a  
ENV a=b 
USER x 	
CMD ["a"]  
WORKDIR /a 
CMD ["b"] 
RUN b 
