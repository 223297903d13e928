using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Trainer.Modelling.Analyses;

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
        .AddSingleton<ExplainCases>()
        .AddSingleton<AnalyseModel>()
        .AddSingleton<Analyst, RobustnessAnalyst>()
        .AddSingleton<Analyst, StrongAttackAnalyst>()
        .AddSingleton<Analyst, TransferAnalyst>()
        .AddSingleton<Analyst, SimilarityAnalyst>()
        .AddSingleton<Analyst, LossSurfaceAnalyst>()
        .AddSingleton<Analyst, LipschitzAnalyst>()
        .AddSingleton<Analyst, FlippingRadiusAnalyst>()
        .AddSingleton<Analyst, WeightRandomisationAnalyst>()
        .AddSingleton<Analyst, LabelRandomisationAnalyst>()
        .AddSingleton<Analyst, DeletionInsertionAnalyst>()
        .AddSingleton<Analyst, FaithfulnessAnalyst>()
        .AddSingleton<Analyst, LocalisationAnalyst>();
}
