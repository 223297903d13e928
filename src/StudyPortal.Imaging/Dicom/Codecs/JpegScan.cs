namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>A component in a scan, with the tables that decode it there.</summary>
internal sealed record JpegScanComponent(JpegComponent Component, JpegHuffmanTable? Dc, JpegHuffmanTable? Ac, ushort[]? Quantisation);

/// <summary>The header of a scan (T.81, B.2.3).</summary>
/// <param name="First">The first coefficient in zigzag order; in lossless scans the predictor.</param>
/// <param name="Last">The last coefficient.</param>
/// <param name="HighBit">The lowest bit that earlier scans coded; 0 in the first scan of a coefficient.</param>
/// <param name="LowBit">The lowest bit that this scan codes; in lossless scans the point transform.</param>
internal sealed record JpegScan(JpegScanComponent[] Components, int First, int Last, int HighBit, int LowBit, int RestartInterval)
{
    /// <exception cref="ImageFormatException">E_CORRUPT_CODESTREAM.</exception>
    public static JpegScan Parse(ReadOnlySpan<byte> segment, JpegFrame frame, JpegTables tables)
    {
        if (segment.Length < 1 || segment.Length < 4 + 2 * segment[0] || segment[0] is 0 or > 4)
            throw FrameCodec.Corrupt(JpegDecoder.Name, "a scan header is cut short");
        var components = new JpegScanComponent[segment[0]];
        for (var index = 0; index < components.Length; index++)
        {
            var (id, numbers) = (segment[1 + 2 * index], segment[2 + 2 * index]);
            var component = Array.Find(frame.Components, component => component.Id == id)
                ?? throw FrameCodec.Corrupt(JpegDecoder.Name, $"a scan names the component {id}, which the frame does not have");
            components[index] = new(component, tables.Dc(numbers >> 4), tables.Ac(numbers & 15), tables.Quantisation(component.Quantisation));
        }
        var rest = segment[(1 + 2 * components.Length)..];
        var scan = frame.Process < 2
            ? new JpegScan(components, 0, 63, 0, 0, tables.RestartInterval)
            : new JpegScan(components, rest[0], rest[1], rest[2] >> 4, rest[2] & 15, tables.RestartInterval);
        scan.Check(frame.Process, frame.Precision);
        return scan;
    }

    private void Check(int process, int precision)
    {
        if (Components.Select(component => component.Component.Index).Distinct().Count() < Components.Length)
            throw FrameCodec.Corrupt(JpegDecoder.Name, "a scan names one component twice");
        var isSelectionKnown = process switch
        {
            3 => First is >= 1 and <= 7 && LowBit < precision,
            2 => Last <= 63 && LowBit <= 13 && (First == 0 ? Last == 0 : First <= Last && Components.Length == 1),
            _ => true,
        };
        if (!isSelectionKnown)
            throw FrameCodec.Corrupt(JpegDecoder.Name, $"a scan selects {First} to {Last} at bit {LowBit}, which its process does not have");
        var needsDc = process == 3 || (First == 0 && HighBit == 0);
        var needsAc = process < 3 && Last > 0;
        if (Components.Any(component => (needsDc && component.Dc is null) || (needsAc && component.Ac is null) || (process < 3 && component.Quantisation is null)))
            throw FrameCodec.Corrupt(JpegDecoder.Name, "a scan needs a table that is not defined");
    }
}
