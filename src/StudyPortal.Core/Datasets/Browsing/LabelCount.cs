namespace StudyPortal.Core.Datasets;

/// <summary>How many cases of a split (of all when null) have each value of a label.</summary>
public sealed record LabelCount(string Label, DatasetSplit? Split, int Positive, int Negative, int Uncertain, int Unmentioned)
{
    internal int Cases => Positive + Negative + Uncertain + Unmentioned;

    internal LabelCount Plus(LabelCount more) => this with
    {
        Positive = Positive + more.Positive,
        Negative = Negative + more.Negative,
        Uncertain = Uncertain + more.Uncertain,
        Unmentioned = Unmentioned + more.Unmentioned,
    };

    internal LabelCount Negated => new(Label, Split, -Positive, -Negative, -Uncertain, -Unmentioned);
}
