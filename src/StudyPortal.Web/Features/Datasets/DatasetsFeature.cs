namespace StudyPortal.Web.Features.Datasets;

internal static class DatasetsFeature
{
    public static IServiceCollection AddDatasetsPages(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapDatasets(this IEndpointRouteBuilder app) => app;
}
