namespace StudyPortal.Statistics.Mrmc;

/// <summary>
/// Components of the Obuchowski-Rockette model, as estimated, so a negative one stays negative: readers, readers x arms, error, and the
/// error covariances Cov1 (same reader, other arm), Cov2 (other reader, same arm), Cov3 (both other).
/// </summary>
/// <param name="Reader">Where readers are nested in arms: of readers within arms.</param>
/// <param name="ArmByReader">Undefined where readers are nested in arms.</param>
/// <param name="Error">Variance of one reader's area under one arm over samples of cases.</param>
public sealed record ObuchowskiRocketteComponents(
    Estimate Reader, Estimate ArmByReader, Estimate Error, Estimate Cov1, Estimate Cov2, Estimate Cov3)
{
    internal static ObuchowskiRocketteComponents Undefined(string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return new ObuchowskiRocketteComponents(undefined, undefined, undefined, undefined, undefined, undefined);
    }

    internal static ObuchowskiRocketteComponents Of(ReaderTable table, ReaderAnova anova, ErrorMoments errors)
    {
        var (readers, interaction) = (anova.Readers, anova.ArmsByReaders);
        var reader = table.IsNested
            ? readers.Select(value => value - errors.Variance + errors.Cov2)
            : interaction.Value is { } residual
                ? readers.Select(value => ((value - residual) / table.Arms) - errors.Cov1 + errors.Cov3)
                : interaction;
        var oneArm = table.Arms == 1 ? ReaderAnova.OneArm : null;
        var oneReader = table.Readers == 1 ? ReaderAnova.OneReader : null;
        return new ObuchowskiRocketteComponents(
            reader,
            interaction.Select(value => value - errors.Variance + errors.Cov1 + errors.Cov2 - errors.Cov3),
            Estimate.Of(errors.Variance),
            Covariance(errors.Cov1, table.IsNested ? ReaderAnova.NestedReaders : oneArm),
            Covariance(errors.Cov2, oneReader),
            Covariance(errors.Cov3, oneArm ?? oneReader));
    }

    private static Estimate Covariance(double value, string? missing) =>
        missing is null ? Estimate.Of(value) : Estimate.Undefined(missing);
}
