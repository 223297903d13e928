using StudyPortal.Learning;
using StudyPortal.Learning.Explanation;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>The findings of the cases of an analysis with one image each, as map methods take them.</summary>
internal sealed class Explained : IDisposable
{
    private readonly AnalysisSubject _subject;

    public Explained(AnalysisSubject subject)
    {
        _subject = subject;
        var area = subject.Images.Size * subject.Images.Size;
        var pixels = new float[subject.Findings.Count * area];
        for (var i = 0; i < subject.Findings.Count; i++) subject.Images.Read(subject.Findings[i].Case, pixels.AsSpan(i * area, area));
        Images = new ImageSet(pixels, subject.Findings.Count, subject.Images.Size);
        Targets = [.. subject.Findings.Select(finding => finding.Label)];
        Means = new CaseMeans([.. subject.Findings.Select(finding => finding.Case)]);
        Method = MapMethods.Of(subject.Request.Parameters.Method ?? throw new InvalidOperationException($"{subject.Request.Kind} needs a method."));
    }

    public ImageSet Images { get; }

    /// <summary>The label of each image.</summary>
    public IReadOnlyList<int> Targets { get; }

    /// <summary>Means over the findings.</summary>
    public CaseMeans Means { get; }

    public MapMethod Method { get; }

    /// <summary>One after another.</summary>
    public float[] Maps(IProgress<double> progress, CancellationToken cancellation)
    {
        using var explainer = new Explainer(_subject.Network, _subject.Branch, Method);
        return explainer.Maps(Images, Targets, progress, cancellation);
    }

    public string Note => $"{Images.Count} maps by {_subject.Request.Parameters.Method}: one for each label that is positive in a case.";

    public void Dispose() => Images.Dispose();
}
