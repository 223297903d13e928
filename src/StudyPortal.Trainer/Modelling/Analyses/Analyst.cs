using StudyPortal.Core.Models.Analyses;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>The computation of one kind of analysis.</summary>
internal abstract class Analyst
{
    public abstract AnalysisKind Kind { get; }

    /// <summary>Which cases can take part.</summary>
    public virtual CaseChoice Choice => CaseChoice.Any;

    /// <summary>Runs on a thread of its own.</summary>
    /// <param name="subject">What is analysed.</param>
    /// <param name="progress">Told the share done, 0..1.</param>
    /// <param name="cancellation">Looked at often.</param>
    public abstract AnalysisResult Compute(AnalysisSubject subject, IProgress<double> progress, CancellationToken cancellation);
}

internal enum CaseChoice
{
    Any,

    /// <summary>With at least one of the model's labels, which is explained.</summary>
    WithFinding,

    /// <summary>With a lesion box for one of them.</summary>
    WithBox,
}
