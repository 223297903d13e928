using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

internal static class DatasetsFeature
{
    public static IServiceCollection AddDatasetsPages(this IServiceCollection services) => services.AddSingleton(provider =>
    {
        var roots = provider.GetRequiredService<IConfiguration>().GetSection("Import:Roots").Get<string[]>() ?? [];
        var content = provider.GetRequiredService<IHostEnvironment>().ContentRootPath;
        return new ImportFolders([.. roots.Select(root => Path.Combine(content, root))]);
    });

    public static IEndpointRouteBuilder MapDatasets(this IEndpointRouteBuilder app)
    {
        app.MapCaseImages();
        return app;
    }
}
