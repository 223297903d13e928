namespace StudyPortal.StatisticsBenchmarks;

/// <summary>One operation of ours beside a peer's.</summary>
/// <param name="Operation">As both sides call it.</param>
/// <param name="Program">The peer's interpreter.</param>
/// <param name="Says">What the peer does, where that is no plain call.</param>
internal sealed record Comparison(string Name, string Operation, string Program, string Says)
{
    public const string R = "Rscript", Python = "python3";

    public static IReadOnlyList<Comparison> All { get; } =
    [
        new("DeLong, 22,433 cases x 8 labels x 3 models", "delong", R, "pROC: roc, ci.auc, and roc.test of each pair"),
        new("bootstrap of these 24 areas, 10,000 samples", "bootstrap", Python, "numpy sorting each sample; 50 samples, times 200"),
        new("bootstrap of these 24 areas, 10,000 samples", "bootstrap-ranks", Python, "numpy counting over scores ranked once; 50 samples, times 200"),
        new("OR and DBM, 6 readers x 3 arms x 300 cases", "mrmc", R, "MRMCaov: mrmc by jackknife, twice (its OR is what DBM equals)"),
        new("OR alone, 6 readers x 3 arms x 300 cases", "or", R, "MRMCaov: mrmc by jackknife"),
        new("mixed model, 6 readers x 3 arms x 300 cases", "mixed", R, "lme4: lmer by REML only; ours with Satterthwaite and Kenward-Roger"),
        new("mixed model with Satterthwaite", "mixed-satterthwaite", R, "lmerTest: lmer and its table"),
    ];
}
