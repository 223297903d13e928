using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Models.Analyses;

namespace StudyPortal.Core.Models;

internal static class ModelsRegistration
{
    public static IServiceCollection AddModels(this IServiceCollection services) => services
        .AddSingleton<ListRecipes>()
        .AddSingleton<ListModels>()
        .AddSingleton<ReadModel>()
        .AddSingleton<ReadRocCurves>()
        .AddSingleton<StartTraining>()
        .AddSingleton<RegisterModel>()
        .AddSingleton<RequestEvaluation>()
        .AddSingleton<StorePredictions>()
        .AddSingleton<ReceiveWeights>()
        .AddSingleton<RequestModelImport>()
        .AddSingleton<ListAnalyses>()
        .AddSingleton<StoreAnalysis>()
        .AddSingleton<RequestAnalysis>()
        .AddSingleton<DownloadAnalysis>();
}
