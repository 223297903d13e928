using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Datasets;

internal static class DatasetsRegistration
{
    public static IServiceCollection AddDatasets(this IServiceCollection services) => services;
}
