FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish -c Release -o /app && dotnet tool install --tool-path /tools dotnet-trace

FROM mcr.microsoft.com/dotnet/aspnet:8.0
WORKDIR /app
COPY --from=build /app .
COPY --from=build /tools /tools
ENTRYPOINT ["dotnet", "Shop.dll"]
