using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Trainer.Modelling;

internal static class ModellingRegistration
{
    /// <summary>What training, evaluation and explanation are made of.</summary>
    public static IServiceCollection AddModelling(this IServiceCollection services) => services
        .AddSingleton<ImageCache>()
        .AddSingleton<CaseImages>()
        .AddSingleton<StoredNetworks>()
        .AddSingleton<PredictSplit>()
        .AddSingleton<EvaluateModel>()
        .AddSingleton<TestEvaluations>()
        .AddSingleton<ExplainCases>();
}
