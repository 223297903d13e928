using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Trainer.Modelling.Analyses;

namespace StudyPortal.Trainer.Modelling;

internal static class ModellingRegistration
{
    /// <summary>What training, evaluation and explanation are made of.</summary>
    public static IServiceCollection AddModelling(this IServiceCollection services) => services
        .AddSingleton(CacheLimit.FromEnvironment())
        .AddSingleton<ImageCache>()
        .AddSingleton<CaseImages>()
        .AddScoped<StoredNetworks>()
        .AddScoped<PredictSplit>()
        .AddScoped<EvaluateModel>()
        .AddScoped<TestEvaluations>()
        .AddScoped<ExplainCases>()
        .AddScoped<AnalyseModel>()
        .AddScoped<Analyst, RobustnessAnalyst>()
        .AddScoped<Analyst, StrongAttackAnalyst>()
        .AddScoped<Analyst, TransferAnalyst>()
        .AddScoped<Analyst, SimilarityAnalyst>()
        .AddScoped<Analyst, LossSurfaceAnalyst>()
        .AddScoped<Analyst, LipschitzAnalyst>()
        .AddScoped<Analyst, FlippingRadiusAnalyst>()
        .AddScoped<Analyst, WeightRandomisationAnalyst>()
        .AddScoped<Analyst, LabelRandomisationAnalyst>()
        .AddScoped<Analyst, DeletionInsertionAnalyst>()
        .AddScoped<Analyst, FaithfulnessAnalyst>()
        .AddScoped<Analyst, LocalisationAnalyst>();
}
