namespace StudyPortal.Statistics.Mrmc;

/// <summary>Variance components of the pseudovalues by the method of moments, as estimated, so a negative one stays negative.</summary>
public sealed record PseudovalueComponents(
    Estimate Reader, Estimate Case, Estimate ArmByReader, Estimate ArmByCase, Estimate ReaderByCase, Estimate Error)
{
    internal static PseudovalueComponents Of(PseudovalueAnova anova, int arms, int readers, int cases)
    {
        var error = anova.Residual.Value;
        return new PseudovalueComponents(
            Main(anova.Readers, anova.ArmsByReaders, anova.ReadersByCases, error, arms * cases),
            Main(anova.Cases, anova.ArmsByCases, anova.ReadersByCases, error, arms * readers),
            Interaction(anova.ArmsByReaders, error, cases),
            Interaction(anova.ArmsByCases, error, readers),
            Interaction(anova.ReadersByCases, error, arms),
            error);
    }

    private static Estimate Main(MeanSquare main, MeanSquare first, MeanSquare second, Estimate error, double repeats) =>
        main.Value.Value - first.Value.Value - second.Value.Value + error.Value is { } sum ? Estimate.Of(sum / repeats) : Missing(main.Value, error);

    private static Estimate Interaction(MeanSquare interaction, Estimate error, double repeats) =>
        interaction.Value.Value - error.Value is { } difference ? Estimate.Of(difference / repeats) : Missing(interaction.Value, error);

    private static Estimate Missing(Estimate meanSquare, Estimate error) => meanSquare.IsDefined ? error : meanSquare;
}
