using System.Security.Cryptography;
using System.Text;

namespace StudyPortal.Core.Datasets;

/// <summary>
/// Divides patients, never their images, over the splits: 70 % train, 10 % validation, 20 % test by number of images, or over those
/// of the three that the source does not give itself, in the same proportion.
/// Depends on nothing but the seed and the source's patient ids.
/// </summary>
internal static class PatientSplit
{
    private static readonly (DatasetSplit Split, double Share)[] Shares =
        [(DatasetSplit.Train, 0.7), (DatasetSplit.Validation, 0.1), (DatasetSplit.Test, 0.2)];

    /// <summary>The split of each patient. Stratified, patients with the same set of positive labels are spread evenly.</summary>
    public static IReadOnlyDictionary<string, DatasetSplit> Of(IEnumerable<SourceCase> cases, int seed, bool stratify, IReadOnlyCollection<DatasetSplit>? given = null)
    {
        var patients = cases.GroupBy(c => c.Patient, StringComparer.Ordinal)
            .Select(images => (Id: images.Key, Images: images.Count(), Stratum: stratify ? Positives(images) : "", Order: Hash(seed, images.Key)))
            .OrderBy(patient => patient.Stratum, StringComparer.Ordinal).ThenBy(patient => patient.Order, StringComparer.Ordinal);
        var open = Array.FindAll(Shares, share => given is null || !given.Contains(share.Split));
        var whole = open.Length == Shares.Length ? 1 : open.Sum(share => share.Share);
        var assigned = open.ToDictionary(share => share.Split, _ => 0);
        var total = 0;
        var splits = new Dictionary<string, DatasetSplit>(StringComparer.Ordinal);
        foreach (var patient in patients)
        {
            total += patient.Images;
            var neediest = open.MaxBy(share => share.Share / whole * total - assigned[share.Split]).Split;
            splits[patient.Id] = neediest;
            assigned[neediest] += patient.Images;
        }

        return splits;
    }

    private static string Positives(IEnumerable<SourceCase> images) => string.Join(',', images
        .SelectMany(image => image.Values.Index().Where(value => value.Item == LabelValue.Positive).Select(value => value.Index)).Distinct().Order());

    private static string Hash(int seed, string patient) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{patient}")));
}
