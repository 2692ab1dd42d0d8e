FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish Shop/Shop.csproj -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:8.0
ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true
WORKDIR /app
COPY --from=build /app .
ENTRYPOINT ["dotnet", "Shop.dll"]
