namespace StudyPortal.MethodBenchmark;

/// <summary>The figures of one trained network through one branch, each as a function of the test cases drawn (an index per draw).</summary>
/// <param name="CleanAuc">Mean of the labels' ROC areas.</param>
/// <param name="AttackedAuc">The same under attack, each logit at its worst over the branches attacked.</param>
/// <param name="StrongAuc">The same at its worst over adaptive attacks on all labels and on each, and Square, all through the row's own branch.</param>
/// <param name="MassInside">Mean share of the map inside the lesion.</param>
/// <param name="AreaInside">Mean share of the image that the lesion covers: the mass of a map that knows nothing.</param>
internal sealed record Measures(Figure CleanAuc, Figure AttackedAuc, Figure StrongAuc, Figure MassInside, Figure AreaInside);

/// <summary>Null where the cases do not define it.</summary>
internal delegate double? Figure(int[] cases);

/// <summary>One variant and branch, seed by seed.</summary>
internal sealed record Row(string Name, IReadOnlyList<Measures> Seeds);
