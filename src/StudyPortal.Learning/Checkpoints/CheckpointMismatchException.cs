namespace StudyPortal.Learning.Checkpoints;

/// <summary>Tensors of a weight file that do not fit a network, by name.</summary>
public sealed class CheckpointMismatchException(
    IReadOnlyList<string> missing, IReadOnlyList<string> unexpected, IReadOnlyList<string> misshapen)
    : CheckpointException(Describe(missing, unexpected, misshapen))
{
    /// <summary>In the message; a network of 152 layers with two norms at each place has 1707 tensors.</summary>
    private const int MostNamed = 2000;

    public IReadOnlyList<string> Missing => missing;

    public IReadOnlyList<string> Unexpected => unexpected;

    /// <summary>Each with the shape or type it has and the one it should have.</summary>
    public IReadOnlyList<string> Misshapen => misshapen;

    private static string Describe(params IReadOnlyList<string>[] lists) =>
        "The weights do not fit the network."
        + Part(" Missing", lists[0]) + Part(" Not known to the network", lists[1]) + Part(" Of the wrong shape or type", lists[2]);

    private static string Part(string title, IReadOnlyList<string> names) => names.Count == 0 ? ""
        : $"{title} ({names.Count}): {string.Join(", ", names.Take(MostNamed))}{(names.Count > MostNamed ? ", ..." : "")}.";
}
