namespace StudyPortal.Learning.Tests.Evaluation;

/// <summary>Hears progress at once, on the thread that reports it.</summary>
internal sealed class Listener(Action<double> hear) : IProgress<double>
{
    public void Report(double value) => hear(value);
}
