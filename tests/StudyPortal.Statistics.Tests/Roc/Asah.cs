using StudyPortal.Statistics.Roc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Roc;

/// <summary>The aSAH data of pROC: 41 patients with a poor outcome and 72 with a good one.</summary>
internal static class Asah
{
    public static RocSample S100b => Read("s100b");

    public static RocSample Ndka => Read("ndka");

    /// <summary>A grade from 1 to 5.</summary>
    public static RocSample Wfns => Read("wfns");

    private static RocSample Read(string marker)
    {
        using var oracle = Oracle.Read("auc_delong__aSAH");
        return RocSample.From(oracle.Truth(), oracle.Scores().Single(scores => scores.Name == marker).Values);
    }
}
