namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>Tells the progress of one part of a whole.</summary>
internal sealed class ShareOf(Action<double> tell, double start = 0, double share = 1) : IProgress<double>
{
    public void Report(double value) => tell(start + share * value);

    /// <summary>The part from <paramref name="start"/> on that is <paramref name="share"/> of the whole.</summary>
    public static ShareOf The(IProgress<double> whole, double start, double share) => new(whole.Report, start, share);
}
