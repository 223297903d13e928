using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Results;

/// <summary>
/// Hidden controls against the maps of the arms. A control counts where its reader rated it and at least one arm's map of the same case and
/// label.
/// </summary>
/// <param name="Kinds">Those of the study, in the order of their names' list; empty without controls.</param>
/// <param name="Readers">Controls of all kinds together.</param>
/// <param name="Reason">Why there is nothing; null otherwise.</param>
public sealed record ControlResults(IReadOnlyList<ControlKindResults> Kinds, IReadOnlyList<ReaderDiscrimination> Readers, string? Reason);

/// <param name="Places">Pairs of a reader and a case with such a control.</param>
/// <param name="ControlMean">Over the places; several controls of one kind in a place are averaged first.</param>
/// <param name="ArmsMean">Over the same places: mean of the arms that the reader rated there.</param>
/// <param name="Difference">Control minus arms; percentile interval of a bootstrap that draws cases and readers.</param>
public sealed record ControlKindResults(
    ControlKind Kind, int Places, Measured ControlMean, Measured ArmsMean, Measured Difference, IReadOnlyList<ReaderDiscrimination> Readers);

/// <param name="Controls">That the reader rated.</param>
/// <param name="Maps">Of the arms that the reader rated.</param>
/// <param name="Area">
/// Share of pairs, one of the reader's maps of arms with one of the controls, whose map of an arm is rated higher, ties one half;
/// DeLong's interval, which takes the maps for independent. 0.5: no better than chance.
/// </param>
public sealed record ReaderDiscrimination(string Reader, int Controls, int Maps, Measured Area);
