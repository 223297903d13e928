using System.Security.Cryptography;
using System.Text;

namespace StudyPortal.Core.Datasets;

/// <summary>
/// Divides patients, never their images, over the splits, by number of images: 70 % train, 10 % validation, 20 % test unless told otherwise,
/// or over those of the three that the source does not give itself, in the same proportion.
/// Depends on nothing but the seed and the names of the patients.
/// </summary>
internal static class PatientSplit
{
    /// <summary>The split of each patient. Stratified, patients with the same set of positive labels are spread evenly.</summary>
    public static IReadOnlyDictionary<string, DatasetSplit> Of(IEnumerable<SourceCase> cases, int seed, bool stratify, IReadOnlyCollection<DatasetSplit>? given = null)
    {
        var patients = cases.GroupBy(c => c.Patient, StringComparer.Ordinal)
            .Select(images => new PatientImages(images.Key, images.Count(), stratify ? Positives(images) : ""));
        var all = SplitShares.Usual.All;
        var open = all.Where(share => given is null || !given.Contains(share.Split)).ToList();
        var whole = open.Count == all.Count ? 1 : open.Sum(share => share.Share);
        return Of(patients, seed, [.. open.Select(share => (share.Split, share.Share / whole))]);
    }

    /// <inheritdoc cref="Of(IEnumerable{SourceCase}, int, bool, IReadOnlyCollection{DatasetSplit})"/>
    public static IReadOnlyDictionary<string, DatasetSplit> Of(IEnumerable<PatientImages> patients, int seed, SplitShares shares) => Of(patients, seed, shares.All);

    private static Dictionary<string, DatasetSplit> Of(IEnumerable<PatientImages> patients, int seed, IReadOnlyList<(DatasetSplit Split, double Share)> wanted)
    {
        var ordered = patients.OrderBy(patient => patient.Stratum, StringComparer.Ordinal).ThenBy(patient => Hash(seed, patient.Patient), StringComparer.Ordinal);
        var assigned = wanted.ToDictionary(share => share.Split, _ => 0);
        var total = 0;
        var splits = new Dictionary<string, DatasetSplit>(StringComparer.Ordinal);
        foreach (var patient in ordered)
        {
            total += patient.Images;
            var neediest = wanted.MaxBy(share => share.Share * total - assigned[share.Split]).Split;
            splits[patient.Patient] = neediest;
            assigned[neediest] += patient.Images;
        }

        return splits;
    }

    private static string Positives(IEnumerable<SourceCase> images) => string.Join(',', images
        .SelectMany(image => image.Values.Index().Where(value => value.Item == LabelValue.Positive).Select(value => value.Index)).Distinct().Order());

    private static string Hash(int seed, string patient) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{patient}")));
}
