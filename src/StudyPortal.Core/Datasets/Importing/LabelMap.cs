namespace StudyPortal.Core.Datasets;

/// <summary>Which labels of a source make up those of the data set to be, so that a model can be tested on a set that names its findings otherwise.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="Targets">In the order of the labels to be.</param>
public sealed record LabelMap(string Name, IReadOnlyList<LabelTarget> Targets);

/// <summary>One label to be, and the labels of the source of which any makes it positive.</summary>
public sealed record LabelTarget(string Label, IReadOnlyList<string> Sources);
